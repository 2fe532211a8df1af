// Says that something takes a while, when it does.

const SOON_MS = 300;

// Put `words` in `element` after a moment, until the function that is given back is called.
export function busyIn(element, words) {
  const timer = setTimeout(() => {
    element.textContent = words;
    element.classList.add("shown");
  }, SOON_MS);
  return () => {
    clearTimeout(timer);
    element.textContent = "";
    element.classList.remove("shown");
  };
}
