// Voice recording with the browser's MediaRecorder, where there is one and a microphone.

import { mmss } from "./times.js";

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
let active = null;

/** True when this browser can record here (it refuses on plain http from another host). */
export const canRecord = () => "MediaRecorder" in window && Boolean(navigator.mediaDevices?.getUserMedia);

export const isRecording = () => active !== null;

/** Starts recording; `onTick("0:03")` every second. False when there is no microphone or no permission. */
export async function startRecording(onTick) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return false; // refused or absent: the caller offers a file instead
  }
  const type = TYPES.find((item) => MediaRecorder.isTypeSupported(item));
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const chunks = [];
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  const since = performance.now();
  onTick("0:00");
  const timer = setInterval(() => onTick(mmss((performance.now() - since) / 1000)), 500);
  active = { recorder, stream, chunks, since, timer };
  recorder.start();
  return true;
}

/** Stops and returns {file, seconds}; null when nothing was heard. */
export function stopRecording() {
  const { recorder, stream, chunks, since, timer } = active;
  active = null;
  clearInterval(timer);
  return new Promise((resolve) => {
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      const blob = new Blob(chunks, { type: recorder.mimeType });
      const ending = recorder.mimeType.includes("ogg") ? "ogg" : recorder.mimeType.includes("mp4") ? "m4a" : "webm";
      const seconds = Math.max(1, Math.round((performance.now() - since) / 1000));
      resolve(blob.size ? { file: new File([blob], `voice.${ending}`, { type: blob.type }), seconds } : null);
    });
    recorder.stop();
  });
}
