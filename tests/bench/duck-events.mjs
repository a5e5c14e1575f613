// What DuckDB needs for an event log: node duck-events.mjs MODULES import CSV DATABASE | prepare DATABASE TABLE | flow DATABASE ROUNDS.
// Two threads. Prints milliseconds: of an import until it is on the disk; the best median of a query in a session that is open, over
// the texts as they were imported and over a table of numbers that was made and sorted for it before. MODULES is where
// @duckdb/node-api lies.
import { createRequire } from 'node:module';

const [, , modules, work, first, second] = process.argv;
const { DuckDBInstance } = createRequire(modules + '/')('@duckdb/node-api');
const database = await DuckDBInstance.create(work === 'import' ? second : first, { threads: '2' });
const duck = await database.connect();

async function measure(sql) {
  const start = performance.now();
  await duck.runAndReadAll(sql);
  return performance.now() - start;
}

if (work === 'import') {
  const made = await measure(`CREATE TABLE ev AS SELECT * FROM read_csv('${first}')`);
  console.log((made + await measure('CHECKPOINT')).toFixed(1));
} else if (work === 'prepare') {
  await duck.run(`CREATE OR REPLACE TABLE map AS SELECT event, tp::UTINYINT tp, row_number() OVER ()::UTINYINT aid FROM read_csv('${second}')`);
  await duck.run(`CREATE OR REPLACE TABLE text AS SELECT case_id c, event, timestamp t FROM ev`);
  await duck.run(`CREATE OR REPLACE TABLE numbers AS SELECT k.c, m.aid, epoch(e.timestamp)::INT t FROM ev e JOIN map m USING (event)
    JOIN (SELECT case_id, row_number() OVER ()::INT c FROM (SELECT DISTINCT case_id FROM ev)) k USING (case_id) ORDER BY c, t`);
  await duck.run('CHECKPOINT');
} else {
  const flow = (table, key, time) => `SELECT a, b, count(*) n, median(d) m, quantile_cont(d, 0.9) p FROM
    (SELECT tp a, lead(tp) OVER w b, ${time} d FROM ${table} JOIN map USING (${key}) WINDOW w AS (PARTITION BY c ORDER BY t)) WHERE b IS NOT NULL GROUP BY 1, 2`;
  const medians = [];
  for (const sql of [flow('text', 'event', 'epoch(lead(t) OVER w - t)'), flow('numbers', 'aid', 'lead(t) OVER w - t')]) {
    const times = [];
    // The first one only warms the caches, and tells whether this way is worth the wait.
    const first = await measure(sql);
    if (medians.length > 0 || first < 3000) for (let i = 0; i < +second; i++) times.push(await measure(sql));
    medians.push(times.length > 0 ? times.sort((a, b) => a - b)[times.length >> 1] : first);
  }
  console.log(Math.min(...medians).toFixed(1));
}
