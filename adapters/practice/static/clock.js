// The practice clock: the computer's, moved forward. Every "now" of the page is asked here.

let ahead = 0;

export function setNow(iso) {
  ahead = new Date(iso).getTime() - Date.now();
}

export function now() {
  return new Date(Date.now() + ahead);
}
