// Reads a HAR file and looks for the values of a session file with TrackHAR, so many times in one process. The last line
// is the last time: seconds, processor seconds, requests in which something was found.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { process as search } from 'trackhar';

const [har, session, times] = process.argv.slice(2);
const indicatorValues = {};
let type;
for (const line of readFileSync(session, 'utf8').split('\n')) {
  const name = /^ {4}(\w+):$/.exec(line);
  const value = /^ {6}- "(.*)"$/.exec(line);
  if (name) {
    type = name[1];
  } else if (value) {
    (indicatorValues[type] ??= []).push(value[1]);
  }
}
for (let i = 0; i < Number(times); i++) {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  const found = await search(JSON.parse(readFileSync(har, 'utf8')), { indicatorValues });
  const used = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(seconds, (used.user + used.system) / 1e6, found.filter((each) => each?.length).length);
}
