// Promises: one's own way in can be seen and changed by oneself.
// Callers: the frame and the program's first face.
// Never: show anybody else's.
export { AccountScreen } from "./AccountScreen.tsx";
export { DutyScreen } from "./DutyScreen.tsx";
