import { beSilent, joinSounds, speak } from "./read-sound.ts";

/** An invented session: 11 turns between a clinician and a client. */
export const dialogue = [
  { speaker: 0, text: "Good morning. How have you been since we last spoke?" },
  { speaker: 1, text: "It has been a hard week. I have not been sleeping well at all." },
  { speaker: 0, text: "I am sorry to hear that. What happens when you try to fall asleep?" },
  { speaker: 1, text: "My mind keeps going over the same things. I worry about my job and about my mother." },
  { speaker: 0, text: "That sounds exhausting. Did you try the breathing exercise we practiced?" },
  { speaker: 1, text: "I tried it twice. The second time it helped a little." },
  { speaker: 0, text: "That is good. Have you had any thoughts of hurting yourself?" },
  { speaker: 1, text: "No. I feel tired and sad, but I want to get better." },
  { speaker: 0, text: "Thank you for telling me. Are you still taking the medication every evening?" },
  { speaker: 1, text: "Yes, I take it after dinner, and I have not missed a day." },
  { speaker: 0, text: "Good. Let us plan two small things you can do before next week." },
] as const;

const pauseMs = 500;
const voices = ["rms", "slt"] as const;

/** The session as two microphones would take it: each hears the other person too, `leak` times as loud. */
export function recordDialogue(leak: number, turns: readonly (typeof dialogue)[number][] = dialogue): { channels: Int16Array[]; startsMs: number[] } {
  const parts = [[], []] as [Int16Array[], Int16Array[]];
  const startsMs: number[] = [];
  let atMs = 0;
  for (const { speaker, text } of turns) {
    const said = speak(text, voices[speaker]);
    startsMs.push(atMs);
    parts[speaker].push(said, beSilent(pauseMs));
    parts[(1 - speaker) as 0 | 1].push(
      said.map((sample) => Math.round(sample * leak)),
      beSilent(pauseMs),
    );
    atMs += said.length / 16 + pauseMs;
  }
  return { channels: parts.map((part) => joinSounds(part)), startsMs };
}
