export { NoteWorkspace } from "./NoteWorkspace.tsx";
export { countUnkept, listenForUnkept, settleDesks } from "./open-desks.ts";
