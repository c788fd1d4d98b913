import type { IdentifierType } from "../../../shared/domain/privacy.ts";
import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

/** Numbers whose form alone identifies them. Check digits never excuse a number: a misheard one identifies too. */
const shapes: readonly (readonly [RegExp, IdentifierType, number])[] = [
  [/(?<![\w-])(?:\d{3}|[xX*]{3})[- ](?:\d\d|[xX*]{2})[- ]\d{4}(?![\w-])/g, "SSN", 0.97],
  [/(?<![\w-])(?:\d[ -]?){13,18}\d(?![\w-])/g, "ACCOUNT", 0.9],
  [
    /(?<![\w-])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d\d(?![\w-])/gi,
    "HEALTHPLAN",
    0.95,
  ],
  [/(?<![\w-])(?=[A-HJ-NPR-Z0-9]*\d)(?=[A-HJ-NPR-Z0-9]*[A-Z])[A-HJ-NPR-Z0-9]{17}(?![\w-])/g, "VEHICLE", 0.95],
  [/\(01\)\d{14}(?:\(\d\d\)[\w-]+)*/g, "DEVICE", 0.97],
  [/(?<![\w])A[- ]?\d{3}[- ]?\d{3}[- ]?\d{3}(?!\w)/g, "ID", 0.9],
  [/(?<![\w.])@[A-Za-z_][\w.-]{2,}\w/g, "ID", 0.9],
  [/\b(?:IMG|DSC|PXL|VID|DCIM|PHOTO|Screenshot)[_-]?\d[\w.-]*/g, "ID", 0.7],
  // coordinates: finer than a state
  [/(?<![\w.])-?\d{1,3}\.\d{3,7}\s?,\s?-?\d{1,3}\.\d{3,7}(?!\d)/g, "LOCATION", 0.95],
  [/\[\s*-?\d*\.\d+(?:\s*,\s*-?\d*\.\d+|\s*,\s*(?:…|\.\.\.))+\s*\]/g, "BIOMETRIC", 0.9],
  // a code of letters and digits in groups: case, claim, report and template numbers
  [/(?<![\w./-])(?=[\w-]*\d[\w-]*\d[\w-]*\d)[A-Z]{1,5}\d?-(?:[A-Z0-9]{1,6}-){0,4}[A-Z0-9]+(?![\w-])/g, "ID", 0.8],
  [/(?<![\w./-])\d{2}-\d{5,}(?:-\d+)?(?![\w-])/g, "ID", 0.75],
  [/(?<![\w./-])\d{2}[A-Z]{2,3}-?\d{4,}(?![\w-])/g, "ID", 0.8],
  [/(?<![\w./-])(?=[A-Z0-9]*\d[A-Z0-9]*\d[A-Z0-9]*\d[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7,16}(?![\w-])/g, "ID", 0.7],
  [/(?<![\w.,/:$+-])\d{9}(?![\w-]|[.,:/]\d)/g, "SSN", 0.8],
  [/(?<![\w.,/:$+-])\d{6,8}(?![\w-]|[.,:/]\d| ?(?:dollars|people|copies|iu\b|units))/gi, "ID", 0.65],
  [/(?<![\w.,/:$+-])\d{10,12}(?![\w-]|[.,:/]\d)/g, "PHONE", 0.75],
  [/(?<![\w./-])\d{3,}-\d{2,}-\d{3,}(?:-\d+)*(?![\w-])/g, "ID", 0.75],
  [/(?<![\w])(?=[a-z0-9._]{0,60}\d)[a-z]{3,40}(?:[._][a-z0-9]{1,40}){1,5}\b(?!\.)/g, "ID", 0.7],
];

/** Drug codes, lab codes and scale names have the form of an identifier and are not one. */
const clinicalCode =
  /^(?:[A-TV-Z]\d\d(?:\.\w{1,4})?|COVID-?\d+|PHQ-?\d+|GAD-?\d+|[A-Z]{2,6}-\d{1,2}|MMPI-?\d.*|DSM-?\d.*|ICD-?\d.*|CPT-?\d.*|(?:WISC|WAIS|BASC|ADOS|SRS|PCL|PANSS|CBCL|MOCA)-?.*|[A-Z]{2,5}-[IVX]+|HLA-.*|CYP\w+|SARS-.*|MDMA|T\d\d?-[TLS]?\d\d?|[CLT]\d-[CLTS]?\d)$/i;
const drugCodeBefore = /\b(?:ndc|loinc|cpt|icd(?:-?10)?|rxcui|hcpcs|snomed)\b[^\n]{0,14}$/i;
const amountBefore = /[$€£]\s?$|\b(?:platelets?|wbc|count|volume|bnp|cpk|ck|ferritin|steps|calories|population|copies)\b[^\n]{0,16}$/i;

/** Identifiers that need no word beside them. */
export function findTypedIds(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const [pattern, type, confidence] of shapes) {
    for (const match of page.text.matchAll(pattern)) {
      if (clinicalCode.test(match[0])) continue;
      const before = page.text.slice(Math.max(0, match.index - 28), match.index);
      if (drugCodeBefore.test(before) || (confidence < 0.8 && amountBefore.test(before))) continue;
      found.push(makeSpan(match.index, match.index + match[0].length, type, confidence, "pattern"));
    }
  }
  return found;
}
