"""Files of a collecting repeat: put in, taken out, listed."""

from __future__ import annotations

from collections.abc import Mapping

from forms.conversation.flow import CollectStop
from forms.conversation.given import Attached
from forms.conversation.prompt import Collected, Media
from forms.conversation.refusals import Refused
from forms.definition import Kind
from forms.engine.recompute import MAX_INSTANCES
from forms.engine.session import Refusal, RepeatLimit, Session

OF_KIND = {Kind.IMAGE: Media.IMAGE, Kind.AUDIO: Media.AUDIO, Kind.VIDEO: Media.VIDEO, Kind.FILE: Media.FILE}


def instances(stop: CollectStop) -> list[str]:
    """The refs of the repeat's entries, empty ones too."""
    return [f"{stop.ref}[{i}]" for i in range(1, stop.count + 1)]


def files(session: Session, stop: CollectStop, media: Mapping[str, str]) -> tuple[Collected, ...]:
    """The files in the order they came. `media` remembers what each was sent as."""
    found = []
    for instance in instances(stop):
        name = session.value(stop.collection.file_ref(instance))
        if name:
            caption = stop.collection.caption_ref(instance)
            kind = Media(media.get(name, OF_KIND[stop.collection.file.kind]))
            found.append(Collected(name, kind, session.value(caption) if caption else ""))
    return tuple(found)


def put(session: Session, stop: CollectStop, given: Attached, caption: str) -> Refusal | Refused | None:
    """Adds the file; one already there only gets its caption. A refused file leaves no empty entry behind."""
    collection = stop.collection
    target, fresh = _entry(session, stop, given.name), False
    if target is None:
        try:
            target, fresh = session.add_repeat(stop.ref), True
        except RepeatLimit as error:
            return too_many(error)
    refusal = session.answer(collection.file_ref(target), given.name)
    caption_ref = collection.caption_ref(target)
    if refusal is None and caption and caption_ref:
        refusal = session.answer(caption_ref, caption)
    if refusal is not None and fresh:
        session.remove_repeat(target)
    return refusal


def too_many(error: RepeatLimit) -> Refused:
    """More entries than the engine keeps."""
    return Refused("refused-too-many-entries", {"limit": error.details.get("limit", MAX_INSTANCES)})


def _entry(session: Session, stop: CollectStop, name: str) -> str | None:
    """The entry that holds this file already, else an empty one."""
    empty = None
    for instance in instances(stop):
        held = session.value(stop.collection.file_ref(instance))
        if held == name:
            return instance
        if not held and empty is None:
            empty = instance
    return empty


def take_out(session: Session, stop: CollectStop, name: str) -> bool:
    """Removes the entry of this file; False when there is none."""
    for instance in instances(stop):
        if session.value(stop.collection.file_ref(instance)) == name:
            session.remove_repeat(instance)
            return True
    return False


def lacks_file(session: Session, stop: CollectStop) -> bool:
    """Whether the form requires a file and none was sent; also when no entry is left to require it."""
    held = [session.value(stop.collection.file_ref(instance)) for instance in instances(stop)]
    if any(held):
        return False
    if held:
        return _requires(session, stop, f"{stop.ref}[1]")
    tried = session.add_repeat(stop.ref)
    try:
        return _requires(session, stop, tried)
    finally:
        session.remove_repeat(tried)


def _requires(session: Session, stop: CollectStop, instance: str) -> bool:
    ref = stop.collection.file_ref(instance)
    return session.relevant(ref) and session.required(ref)


def drop_empty(session: Session, stop: CollectStop) -> None:
    """Removes entries without a file, so that none is submitted."""
    for instance in reversed(instances(stop)):
        if not session.value(stop.collection.file_ref(instance)):
            session.remove_repeat(instance)
