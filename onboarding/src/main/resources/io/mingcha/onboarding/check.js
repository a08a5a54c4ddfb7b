(async () => {
  const page = document.body;
  const at = page.dataset.run;
  const pictures = [...document.images].map(i => i.complete ? 0 : new Promise(done => { i.onload = i.onerror = done; }));
  const post = path => fetch(path, {method: 'POST'});
  try {
    let best = null;
    for (let n = 0; n < 4; n++) {
      const before = Date.now();
      const ours = Number(await (await post(at + '/time')).text());
      const half = (Date.now() - before) / 2;
      if (!best || half < best[1]) best = [before + half - ours, half + 1];
    }
    await post(at + '/clock?ahead=' + Math.round(best[0]) + '&within=' + Math.ceil(best[1]));
  } catch (e) {
    // the page that follows says that the clock was not read
  }
  await Promise.race([Promise.all(pictures), new Promise(done => setTimeout(done, 10000))]);
  // a refused certificate reaches the proxy beside what this page asks next, at times after it
  try {
    for (let n = 0; n < 40 && await (await post(at + '/trust')).text() === 'open'; n++) {
      await new Promise(done => setTimeout(done, 50));
    }
  } catch (e) {
    // the page that follows says what is known
  }
  location.replace(at + page.dataset.query);
})();
