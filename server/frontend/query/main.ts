// The page for queries: puts an editor, runs without loading, and views into the plain form.

import "./query.css";
import { Page } from "./page";

const form = document.querySelector<HTMLFormElement>("#ask");
if (form) new Page(form).open();
