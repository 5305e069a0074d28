// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;
import org.zeroturnaround.exec.StartedProcess;

/** psql's scripts behave as on a native server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PsqlIT {

  private static final String ENDLESS =
      "select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b";
  private static final int LINES = 20_000;

  @TempDir Path folder;

  private final PgliteServer server = TestServers.memory();
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("psql"));

  @AfterAll
  void close() {
    database.close();
    server.close();
  }

  @Test
  void copiesAFileInAndOut() throws Exception {
    String lines =
        IntStream.range(0, LINES)
            .mapToObj(i -> i + "\tline " + i + " ü\n")
            .collect(Collectors.joining());
    Path in = Files.writeString(folder.resolve("in"), lines);
    Path out = folder.resolve("out");
    String output =
        psql(
            "create table copied (n int, t text);",
            "\\copy copied from '" + in + "'",
            "\\copy (select * from copied order by n) to '" + out + "'");
    assertThat(output).isEqualTo("CREATE TABLE\nCOPY " + LINES + "\nCOPY " + LINES + "\n");
    assertThat(out).hasContent(lines);
  }

  @Test
  void describesTables() throws Exception {
    String output =
        psql(
            "create table described (id int primary key, name text default 'none', parent int"
                + " references described, check (id > 0));",
            "create index by_name on described (name);",
            "create view seen as select id from described;",
            "\\pset tuples_only off",
            "\\d described",
            "\\dt described",
            "\\d seen");
    assertThat(output)
        .contains("Table \"public.described\"")
        .contains("id|integer||not null|")
        .contains("name|text|||'none'::text")
        .contains("\"described_pkey\" PRIMARY KEY, btree (id)")
        .contains("\"by_name\" btree (name)")
        .contains("\"described_id_check\" CHECK (id > 0)")
        .contains("FOREIGN KEY (parent) REFERENCES described(id)")
        .contains("public|described|table|")
        .contains("View \"public.seen\"");
  }

  @Test
  void tellsErrorsAndGoesOn() throws Exception {
    String output =
        psql(
            "\\set VERBOSITY verbose",
            "select 1/0;",
            "selec 1;",
            "\\echo :SQLSTATE",
            "begin; select 1; select * from missing; select 2;",
            "select 3;",
            "rollback;",
            "select 'alive';");
    assertThat(output)
        .contains("ERROR:  22012: division by zero")
        .contains("ERROR:  42601: syntax error at or near \"selec\"")
        .contains("\n42601\n")
        .contains("ERROR:  42P01: relation \"missing\" does not exist")
        .contains("ERROR:  25P02: current transaction is aborted")
        .endsWith("ROLLBACK\nalive\n");
  }

  @Test
  void stopsAtTheFirstErrorWhereToldTo() throws Exception {
    ProcessResult result =
        executor("select 1/0;\nselect 'not reached';", "-v", "ON_ERROR_STOP=1").execute();
    assertThat(result.getExitValue()).isEqualTo(3);
    assertThat(result.outputUTF8()).contains("division by zero").doesNotContain("not reached");
  }

  @Test
  void severalStatementsAreOneTransactionOrMany() throws Exception {
    assertThat(psql("create table whole (n int);")).isEqualTo("CREATE TABLE\n");
    ProcessResult one =
        executor("", "-c", "insert into whole values (1); insert into whole values ('x')")
            .execute();
    assertThat(one.outputUTF8()).contains("invalid input syntax for type integer");
    assertThat(one.getExitValue()).isEqualTo(1);
    assertThat(
            psql(
                "select count(*) from whole;",
                "select 1 as a\\; select 2 as b\\; insert into whole values (5), (6);",
                "select sum(n) from whole;",
                "select 7 as seven \\gset",
                "\\echo :seven"))
        .isEqualTo("0\n1\n2\nINSERT 0 2\n11\n7\n");
  }

  /** Ctrl-C makes psql cancel the statement, and leave a script that nobody types. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Ctrl-C is no signal there")
  void anInterruptCancelsTheStatement() throws Exception {
    StartedProcess psql =
        executor("\\set VERBOSITY verbose\n" + ENDLESS + ";\nselect 'not reached';").start();
    while (!server.health().details().containsKey("busy postgres")) {
      assertThat(psql.getProcess().isAlive()).isTrue();
    }
    new ProcessExecutor("kill", "-INT", "" + psql.getProcess().pid()).exitValueNormal().execute();
    ProcessResult result = psql.getFuture().get();
    assertThat(result.outputUTF8())
        .startsWith("Cancel request sent\n")
        .contains("ERROR:  57014: canceling statement due to user request")
        .doesNotContain("not reached");
    assertThat(result.getExitValue()).isEqualTo(3);
    assertThat(psql("select 'alive';")).isEqualTo("alive\n");
  }

  /** Runs a script; psql itself succeeds whatever becomes of the statements. */
  private String psql(String... lines) throws Exception {
    ProcessResult result = executor(String.join("\n", lines)).execute();
    assertThat(result.getExitValue()).as(result.outputUTF8()).isZero();
    return result.outputUTF8();
  }

  private ProcessExecutor executor(String script, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-X";
    all[1] = "-At";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return ClientPrograms.executor(database, "psql", all)
        .redirectInput(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
  }
}
