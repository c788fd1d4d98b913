// Writes an encrypted file with one program's database module and reads it back; says "read back" when
// that worked and nothing of it lay in the file in clear. Arguments: library, binding, file.
const { readFileSync } = require("node:fs");

const [library, nativeBinding, file] = process.argv.slice(2);
const Database = require(library);

function open() {
  const database = new Database(file, { nativeBinding });
  for (const setting of ["cipher='sqlcipher'", "legacy=4", `key="x'${"ab".repeat(32)}'"`]) database.pragma(setting);
  return database;
}

const written = open();
written.exec("create table t (a); insert into t values ('read back')");
written.close();
const { a } = open().prepare("select a from t").get();
process.stdout.write(readFileSync(file).includes(a) ? "in clear" : a);
