// The look and behaviour of every control: accessible, themed by tokens alone.
// Any screen may use it.
// It never learns what a patient is, asks for data or decides anything.

export { Button, type ButtonProps, HoldButton, IconButton } from "./Button.tsx";
export { Checkbox, type ChoiceProps, type Option, RadioCards, SelectField } from "./Choices.tsx";
export { type Column, DataTable, type DataTableProps } from "./DataTable.tsx";
export { Dialog, type DialogProps } from "./Dialog.tsx";
export { EmptyState, KeyHint, Panel, Row, ScreenTitle, Stack } from "./Layout.tsx";
export { LongTable, type LongTableProps } from "./LongTable.tsx";
export { LedgerMark, NamePlate } from "./Mark.tsx";
export { Badge, type BadgeTone, Notice, type NoticeProps, type NoticeTone } from "./Notice.tsx";
export { PlainButton, PlainField, PlainPasswordField } from "./Plain.tsx";
export { Meter, ProgressLine } from "./Progress.tsx";
export { type TabItem, Tabs, type TabsProps } from "./Tabs.tsx";
export { PasswordField, TextField, type TextFieldProps } from "./TextField.tsx";
