/** What this page is told; see the contract of the recording page. */
type Command =
  | { readonly kind: "list" }
  | { readonly kind: "start"; readonly microphones: readonly string[]; readonly keeps: boolean }
  | { readonly kind: "pause"; readonly paused: boolean }
  | { readonly kind: "give" }
  | { readonly kind: "stop" };

interface Bridge {
  say(message: unknown): void;
  onCommand(listener: (command: Command) => void): void;
}

const bridge = (window as unknown as { recorder: Bridge }).recorder;
const rate = 16_000;
/** What the computer itself plays, as the other side of a video call; named as the contract names it. */
const systemAudio = "system-audio";
const tryAgainMs = 2_000;
const lookEveryMs = 1_000;
/** Sound is taken in large pieces: on a machine that is busy, small ones come too late and are lost (a thirtieth of them, measured). */
const pieceS = 0.1;

interface Recording {
  readonly ids: readonly string[];
  readonly context: AudioContext;
  readonly capture: AudioWorkletNode;
  readonly merger: ChannelMergerNode;
  readonly sources: (MediaStreamAudioSourceNode | null)[];
  /** Channels whose source has gone. */
  readonly gone: Set<number>;
  readonly look: ReturnType<typeof setInterval>;
}
let recording: Recording | null = null;

/** One source as it is: nothing may cancel, suppress or level what a transcript is made from. */
async function hear(id: string): Promise<MediaStream> {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
  if (id !== systemAudio) return navigator.mediaDevices.getUserMedia({ audio: { ...plain, deviceId: { exact: id } } });
  // The system gives its sound only together with a picture; ours is this empty page, and is let go at once.
  const stream = await navigator.mediaDevices.getDisplayMedia({ audio: plain, video: true });
  for (const track of stream.getVideoTracks()) {
    track.stop();
    stream.removeTrack(track);
  }
  if (stream.getAudioTracks().length === 0) throw new Error("no sound came with it");
  return stream;
}

async function list(): Promise<void> {
  let devices = await navigator.mediaDevices.enumerateDevices();
  const isNameless = devices.some(({ kind, label }) => kind === "audioinput" && label === "");
  if (recording === null && isNameless) {
    // Names are told only to a page that has heard once.
    const heard = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    for (const track of heard?.getTracks() ?? []) track.stop();
    devices = await navigator.mediaDevices.enumerateDevices();
  }
  const microphones = devices
    .filter(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "" && deviceId !== "communications")
    .map(({ deviceId, label }) => ({ id: deviceId, label: label.slice(0, 200) }));
  bridge.say({ kind: "listed", microphones });
}

/** `keeps`: samples are given; else only how loud it is. */
async function start(ids: readonly string[], keeps: boolean): Promise<void> {
  try {
    // Played to nobody: with a speaker as its clock, a recording would stand still when that speaker does.
    const context = new AudioContext({ sampleRate: rate, latencyHint: pieceS, sinkId: { type: "none" } } as AudioContextOptions);
    await context.audioWorklet.addModule("/capture.js");
    const merger = new ChannelMergerNode(context, { numberOfInputs: ids.length });
    const capture = new AudioWorkletNode(context, "capture", {
      numberOfOutputs: 0,
      channelCount: ids.length,
      channelCountMode: "explicit",
      channelInterpretation: "discrete",
    });
    merger.connect(capture);
    capture.port.onmessage = ({ data }: MessageEvent<{ kind: string }>) => {
      if (data.kind === "flushed") void end();
      else bridge.say(data);
    };
    if (!keeps) capture.port.postMessage("pause");
    const look = setInterval(() => void lookForGone(), lookEveryMs);
    recording = { ids, context, capture, merger, sources: ids.map(() => null), gone: new Set(), look };
    for (const [channel, id] of ids.entries()) await connect(channel, id);
    await context.resume();
    bridge.say({ kind: "started", ok: true });
  } catch {
    // Unplugged meanwhile, in use, or forbidden by the system: the answer is the same.
    bridge.say({ kind: "started", ok: false });
  }
}

async function connect(channel: number, id: string): Promise<void> {
  const stream = await hear(id);
  if (recording === null) {
    for (const track of stream.getTracks()) track.stop();
    return;
  }
  const source = new MediaStreamAudioSourceNode(recording.context, { mediaStream: stream });
  source.connect(recording.merger, 0, channel);
  recording.sources[channel] = source;
  stream.getAudioTracks()[0]?.addEventListener("ended", () => void reconnect(channel, id));
}

/**
 * Some systems give the place of a microphone that was pulled out to another one without a word: two
 * persons would be heard as one. What is not listed any more is not heard any more.
 */
async function lookForGone(): Promise<void> {
  const ours = recording;
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (ours === null || recording !== ours) return;
  const there = new Set(devices.filter(({ kind }) => kind === "audioinput").map(({ deviceId }) => deviceId));
  for (const [channel, id] of ours.ids.entries()) {
    if (id !== systemAudio && ours.sources[channel] !== null && !there.has(id)) void reconnect(channel, id);
  }
}

function letGo(source: MediaStreamAudioSourceNode | null | undefined): void {
  source?.disconnect();
  for (const track of source?.mediaStream.getTracks() ?? []) track.stop();
}

/** Unplugged: said at once. The other one goes on; this one is silent until it is back. */
async function reconnect(channel: number, id: string): Promise<void> {
  const ours = recording;
  if (ours === null || ours.gone.has(channel)) return;
  ours.gone.add(channel);
  letGo(ours.sources[channel]);
  ours.sources[channel] = null;
  bridge.say({ kind: "gone", gone: true });
  while (recording === ours && ours.gone.has(channel)) {
    try {
      await connect(channel, id);
      ours.gone.delete(channel);
      bridge.say({ kind: "gone", gone: ours.gone.size > 0 });
    } catch {
      // Not back yet. Some systems tell of a device, some do not.
      await waitForDevice();
    }
  }
}

function waitForDevice(): Promise<void> {
  return new Promise((settle) => {
    const timer = setTimeout(done, tryAgainMs);
    function done(): void {
      clearTimeout(timer);
      navigator.mediaDevices.removeEventListener("devicechange", done);
      settle();
    }
    navigator.mediaDevices.addEventListener("devicechange", done);
  });
}

/** Everything heard has been said by now. */
async function end(): Promise<void> {
  const ended = recording;
  recording = null;
  clearInterval(ended?.look);
  for (const source of ended?.sources ?? []) letGo(source);
  await ended?.context.close();
  bridge.say({ kind: "stopped" });
}

bridge.onCommand((command) => {
  if (command.kind === "list") void list();
  else if (command.kind === "start") void start(command.microphones, command.keeps);
  else if (command.kind === "stop" && recording === null) bridge.say({ kind: "stopped" });
  else if (command.kind === "stop") recording?.capture.port.postMessage("flush");
  else if (command.kind === "give") recording?.capture.port.postMessage("give");
  else recording?.capture.port.postMessage(command.paused ? "pause" : "resume");
});

export {};
