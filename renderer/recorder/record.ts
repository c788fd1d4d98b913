/** What this page is told; see the contract of the recording page. */
type Command =
  | { readonly kind: "list" }
  | { readonly kind: "start"; readonly microphones: readonly string[] }
  | { readonly kind: "pause"; readonly paused: boolean }
  | { readonly kind: "stop" };

interface Bridge {
  say(message: unknown): void;
  onCommand(listener: (command: Command) => void): void;
}

const bridge = (window as unknown as { recorder: Bridge }).recorder;
const rate = 16_000;

interface Recording {
  readonly context: AudioContext;
  readonly capture: AudioWorkletNode;
  readonly merger: ChannelMergerNode;
  readonly sources: (MediaStream | null)[];
}
let recording: Recording | null = null;

/** One microphone as it is: nothing may cancel, suppress or level what a transcript is made from. */
function hear(deviceId: string): Promise<MediaStream> {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
  return navigator.mediaDevices.getUserMedia({ audio: { ...plain, deviceId: { exact: deviceId } } });
}

async function list(): Promise<void> {
  // Names are told only to a page that has heard once.
  const heard = recording === null ? await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null) : null;
  for (const track of heard?.getTracks() ?? []) track.stop();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const microphones = devices
    .filter(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "" && deviceId !== "communications")
    .map(({ deviceId, label }) => ({ id: deviceId, label: label.slice(0, 200) }));
  bridge.say({ kind: "listed", microphones });
}

async function start(ids: readonly string[]): Promise<void> {
  try {
    const context = new AudioContext({ sampleRate: rate });
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
    recording = { context, capture, merger, sources: ids.map(() => null) };
    for (const [channel, id] of ids.entries()) await connect(channel, id);
    await context.resume();
    bridge.say({ kind: "started", ok: true });
  } catch {
    // Unplugged meanwhile, in use, or forbidden by the system: the answer is the same.
    bridge.say({ kind: "started", ok: false });
  }
}

async function connect(channel: number, id: string): Promise<void> {
  if (recording === null) return;
  const stream = await hear(id);
  new MediaStreamAudioSourceNode(recording.context, { mediaStream: stream }).connect(recording.merger, 0, channel);
  recording.sources[channel] = stream;
  stream.getAudioTracks()[0]?.addEventListener("ended", () => void reconnect(channel, id));
}

/** Unplugged: said at once. The other microphone goes on, this one is silent until it is back. */
async function reconnect(channel: number, id: string): Promise<void> {
  bridge.say({ kind: "gone", gone: true });
  while (recording !== null) {
    await new Promise((settle) => navigator.mediaDevices.addEventListener("devicechange", settle, { once: true }));
    try {
      await connect(channel, id);
      bridge.say({ kind: "gone", gone: false });
      return;
    } catch {
      // Another device came or went; wait for this one.
    }
  }
}

/** Everything heard has been said by now. */
async function end(): Promise<void> {
  const ended = recording;
  recording = null;
  for (const stream of ended?.sources ?? []) for (const track of stream?.getTracks() ?? []) track.stop();
  await ended?.context.close();
  bridge.say({ kind: "stopped" });
}

bridge.onCommand((command) => {
  if (command.kind === "list") void list();
  else if (command.kind === "start") void start(command.microphones);
  else if (command.kind === "pause") recording?.capture.port.postMessage(command.paused ? "pause" : "resume");
  else if (recording === null) bridge.say({ kind: "stopped" });
  else recording.capture.port.postMessage("flush");
});

export {};
