// Promises: keys, backups and emergency access can be seen at a glance and acted on in one step.
// Callers: the frame.
// Never: show a key, or anything a key sealed.
export { SecurityScreen } from "./SecurityScreen.tsx";
