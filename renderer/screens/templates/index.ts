// Note formats of the clinic's own: written, approved, taken out of use.
// Callers: the frame.
// Never: know what a patient is.
export { TemplatesScreen } from "./TemplatesScreen.tsx";
