// Promises: every file gives numbered lines or a named reason; nothing is added to what was said.
// Callers: the import workflow, with bytes a person chose; the transcription workflow, with what was heard.
// Never: touch a disk, throw on bad input, or quote a word of a file in an error.
export { editTurns, followLines, followSound } from "./edit-turns.ts";
export { type HeardTranscript, readHeard } from "./from-sound.ts";
export { type ReadTranscript, readTranscript } from "./read-transcript.ts";
