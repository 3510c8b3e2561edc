// What every page does: themes, the phone menu, dialogs, boxes that propose, questions before acting, answers as toasts, htmx under CSRF.
import "./confirm.js";
import "./csrf.js";
import "./dialog.js";
import "./menu.js";
import "./pick.js";
import "./theme.js";
import "./toast.js";
