// Runs duckdb.sql through the npm package @duckdb/node-api: node duckdb.cjs FILE
"use strict";
const fs = require("node:fs");
const { DuckDBInstance } = require("@duckdb/node-api");

async function main() {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(fs.readFileSync(process.argv[2], "utf8"));
}

main().then(
    () => process.exit(0),
    (fault) => {
        console.error(String(fault));
        process.exit(1);
    },
);
