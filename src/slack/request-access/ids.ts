export const CALLBACK = {
  form: "request-access.form",
  submitted: "request-access.submitted",
} as const;

/** The inputs that change the form at once; the buttons that open it are those of the cards. */
export const FORM_ACTION = {
  chooseRequestor: "request-access.choose-requestor",
  choosePackage: "request-access.choose-package",
  choosePolicy: "request-access.choose-policy",
  answer: "request-access.answer",
  choosePeriod: "request-access.choose-period",
} as const;
