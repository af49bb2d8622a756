// The microphone button: records and sends a voice message; without a microphone it offers to choose a file.

import { api } from "./api.js";
import { attempt, showToast } from "./dialogs.js";
import { byId, once } from "./dom.js";
import { isRecording, startRecording, stopRecording } from "./recorder.js";
import { t } from "./words.js";

function show(live) {
  byId("recording").hidden = !live;
  byId("record").classList.toggle("live", live);
  byId("record").setAttribute("aria-label", live ? t("stopRecording") : t("record"));
}

async function begin() {
  const started = await startRecording((text) => {
    byId("recording-time").textContent = text;
  });
  if (started) show(true);
  else {
    showToast(t("noMicrophone"));
    byId("file-voice").click();
  }
}

async function finish(target) {
  const clip = await stopRecording();
  show(false);
  if (clip) await attempt(() => api.upload({ ...target(), kind: "voice", duration: clip.seconds }, [clip.file]));
}

/** A recording belongs to the chat it was begun in: leaving that chat drops it. */
export function dropRecording() {
  if (!isRecording()) return;
  stopRecording();
  show(false);
}

/** Wires the button; `target()` gives the fields as, chat, topic and reply_to. */
export function initVoice(target) {
  byId("record").addEventListener("click", once(() => (isRecording() ? finish(target) : begin())));
}
