// Promises: what several screens say or ask in the same way is said and asked in one place.
// Callers: screens and the frame.
// Never: hold anything beyond what is on screen, or decide what a person may do.

export { FailureNotice } from "./FailureNotice.tsx";
export { FormatChoice } from "./FormatChoice.tsx";
export { chooseLanguage, LanguageChoice } from "./LanguageChoice.tsx";
export { chooseTheme, LookPanel } from "./LookPanel.tsx";
export { PolicyMark } from "./PolicyMark.tsx";
export { PrintedWords } from "./PrintedWords.tsx";
export { ProofDialog } from "./ProofDialog.tsx";
export { QrCode } from "./QrCode.tsx";
export { RecordingState } from "./RecordingState.tsx";
export { RestoreWizard } from "./RestoreWizard.tsx";
export { createResample, type Resample } from "./resample.ts";
export { type Days, lastDays, StretchField, toStretch } from "./StretchField.tsx";
export { readWords, TypedWords } from "./TypedWords.tsx";
export { UnsettledSound } from "./UnsettledSound.tsx";
export { type Player, usePlayer } from "./use-player.ts";
