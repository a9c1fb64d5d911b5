// The engines of npm, one a process: `node peers.mjs NAME`; orders and answers as engines/serving.py.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const require = createRequire(`${process.env.PEERS}/package.json`);

const ENGINES = {
    docxtemplater() {
        const PizZip = require("pizzip");
        const Docxtemplater = require("docxtemplater");
        return (docx) => (facts) => {
            const letter = new Docxtemplater(new PizZip(docx), { paragraphLoop: true, linebreaks: true });
            letter.render(facts);
            return letter.toBuffer({ compression: "DEFLATE" });
        };
    },
    "easy-template-x"() {
        const { TemplateHandler } = require("easy-template-x");
        const handler = new TemplateHandler();
        return (docx) => (facts) => handler.process(docx, facts);
    },
    carbone() {
        const render = promisify(require("carbone").render);
        return (docx, path) => (facts) => render(path, facts);
    },
};

const prepare = ENGINES[process.argv[2]]();
const ready = new Map();
for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line);
    if (!ready.has(order.template)) ready.set(order.template, prepare(readFileSync(order.template), order.template));
    if (!ready.has(order.facts)) ready.set(order.facts, JSON.parse(readFileSync(order.facts, "utf8")));
    const render = ready.get(order.template);
    const facts = ready.get(order.facts);
    const cpu = process.cpuUsage();
    const wall = process.hrtime.bigint();
    let letter;
    for (let number = 0; number < order.times; number++) {
        letter = await render({ ...facts, so: String(number) });
        if (order.folder) writeFileSync(`${order.folder}/${number}.docx`, letter);
    }
    const spent = process.cpuUsage(cpu);
    const took = Number(process.hrtime.bigint() - wall) / 1e9;
    if (order.out) writeFileSync(order.out, letter);
    const peak = Math.round(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1] / 1024);
    console.log(JSON.stringify({ cpu: (spent.user + spent.system) / 1e6, wall: took, peak }));
}
