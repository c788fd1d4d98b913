// The registry of vendors and agreements.
// Callers: the frame.
// Never: decide whether something may be sent; it shows what the gate goes by.
export { VendorsScreen } from "./VendorsScreen.tsx";
