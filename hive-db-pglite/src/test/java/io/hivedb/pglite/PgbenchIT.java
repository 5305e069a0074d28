// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeroturnaround.exec.ProcessResult;

/** pgbench's ten clients transfer money in each protocol: none fails, and the books balance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgbenchIT {

  private static final int CLIENTS = 10;
  private static final int TRANSACTIONS = Integer.getInteger("hive.pglite.pgbench", 10);

  private final PgliteServer server = TestServers.memory();
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("pgbench"));

  @BeforeAll
  void fill() throws Exception {
    pgbench("-i", "-q");
  }

  @AfterAll
  void close() {
    database.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "prepared"})
  void theBooksBalance(String protocol) throws Exception {
    try (Connection connection = connect(database)) {
      int before = Integer.parseInt(ask(connection, "select count(*) from pgbench_history"));
      String output =
          pgbench("-n", "-M", protocol, "-c", "" + CLIENTS, "-j", "2", "-t", "" + TRANSACTIONS);
      int all = CLIENTS * TRANSACTIONS;
      assertThat(output)
          .contains("query mode: " + protocol)
          .contains("number of transactions actually processed: " + all + "/" + all)
          .contains("number of failed transactions: 0");
      assertThat(ask(connection, "select count(*) from pgbench_history"))
          .isEqualTo(String.valueOf(before + all));
      String moved = ask(connection, "select sum(delta) from pgbench_history");
      for (String sum :
          new String[] {
            "select sum(abalance) from pgbench_accounts",
            "select sum(tbalance) from pgbench_tellers",
            "select sum(bbalance) from pgbench_branches"
          }) {
        assertThat(ask(connection, sum)).as(sum).isEqualTo(moved);
      }
    }
  }

  private String pgbench(String... arguments) throws Exception {
    ProcessResult result = ClientPrograms.executor(database, "pgbench", arguments).execute();
    assertThat(result.getExitValue()).as(result.outputUTF8()).isZero();
    return result.outputUTF8();
  }
}
