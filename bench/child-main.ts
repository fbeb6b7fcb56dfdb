// The process in which one trial is measured: `child-main.ts CALL`, a call as JSON. Its last line is what was measured.
import type { Figures } from './measure.ts';
import { type Call, tasks } from './tasks.ts';

const call: Call = JSON.parse(process.argv[2]);
// A task and its input belong together by the type of Call; the compiler does not follow that through a table.
const task = tasks[call.task] as (input: Call['input']) => Figures | Promise<Figures>;
console.log(JSON.stringify(await task(call.input)));
process.exit(0);
