// Promises: an administrator can see, on their own machine, that what is planted is found nowhere in the clear and did not leave.
// Callers: the workflow behind the window's leak test, and the command line.
// Never: touch the clinic's record, listen on anything but this computer's loopback, leave a file behind.
export { type CanaryParts, runCanary } from "./run-canary.ts";
