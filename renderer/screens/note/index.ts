export { NoteWorkspace } from "./NoteWorkspace.tsx";
