// The toast examples of the style page.
import { toast } from "../base/toast.js";

const words = document.querySelector("[data-toast]").dataset;
document.getElementById("example-toast").addEventListener("click", () => toast(words.toast, "good"));
document.getElementById("example-toast-bad").addEventListener("click", () => toast(words.toastBad, "bad"));
