// The figures of generate-survey's map as DuckDB makes them: node duck-figures.mjs MODULES SURVEY.csv DATABASE ROUNDS
// Prints two medians in milliseconds: from a closed database to the rows, and the same query again. MODULES is where @duckdb/node-api lies.
import { createRequire } from 'node:module';

const [, , modules, csv, database, rounds] = process.argv;
const { DuckDBInstance } = createRequire(modules + '/')('@duckdb/node-api');
const figures = `SELECT touchpoint,
    count(nps), 100.0 * (count(*) FILTER (nps > 8) - count(*) FILTER (nps < 7)) / count(nps),
    count("csat (1-5)"), avg(("csat (1-5)" > 3)::INT),
    count("effort (1-7)"), avg("effort (1-7)"), stddev_samp("effort (1-7)")
  FROM t GROUP BY touchpoint`;

async function connect() {
  const instance = await DuckDBInstance.create(database, { threads: '2' });
  const connection = await instance.connect();
  return { connection, close: () => { connection.closeSync(); instance.closeSync(); } };
}

async function query({ connection }) {
  const rows = (await connection.runAndReadAll(figures)).getRowsJson();
  if (rows.length !== 200) throw new Error(`${rows.length} touchpoints`);
}

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1].toFixed(2);
const closed = [], open = [];

const made = await connect();
await made.connection.run(`CREATE TABLE IF NOT EXISTS t AS SELECT * FROM read_csv('${csv}')`);
await made.connection.run('CHECKPOINT');
made.close();
for (let i = 0; i < +rounds; i++) {
  const start = performance.now();
  const database = await connect();
  await query(database);
  closed.push(performance.now() - start);
  const again = performance.now();
  await query(database);
  open.push(performance.now() - again);
  database.close();
}
console.log(median(closed), median(open));
