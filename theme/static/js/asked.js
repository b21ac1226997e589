// Read before the page is drawn: room for the answer is kept free from the start.

if (new URLSearchParams(location.search).get("q")) document.documentElement.dataset.asked = "";
