// The look and behaviour of every control: accessible, themed by tokens alone.
// Any screen may use it.
// It never learns what a patient is, asks for data or decides anything.
import "./tokens.css";
import "./base.css";
import "./controls.css";
import "./surfaces.css";

export { Button, IconButton, type ButtonProps } from "./Button.tsx";
export { PasswordField, TextField, type TextFieldProps } from "./TextField.tsx";
export { Checkbox, RadioCards, SelectField, type ChoiceProps, type Option } from "./Choices.tsx";
export { Dialog, type DialogProps } from "./Dialog.tsx";
export { Tabs, type TabItem, type TabsProps } from "./Tabs.tsx";
export { Badge, Notice, type BadgeTone, type NoticeProps, type NoticeTone } from "./Notice.tsx";
export { DataTable, type Column, type DataTableProps } from "./DataTable.tsx";
export { Meter, ProgressLine } from "./Progress.tsx";
export { EmptyState, KeyHint, Panel, Row, ScreenTitle, Stack } from "./Layout.tsx";
export { LedgerMark, NamePlate } from "./Mark.tsx";
