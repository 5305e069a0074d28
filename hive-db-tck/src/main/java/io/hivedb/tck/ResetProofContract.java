// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Whatever was done, a reset leads to the very state that was kept. It runs {@value #ROUNDS}
 * rounds, 20 by default; the seed of the changes is told where it fails, and set by {@value #SEED}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ResetProofContract extends SnapshotFixture {

  /** The system property that says how many resets are made. */
  String ROUNDS = "hive.tck.reset-rounds";

  /** The system property that repeats a run. */
  String SEED = "hive.tck.reset-seed";

  /**
   * Whether a reset restores roles, which on a server of its own belong to more than one database.
   *
   * @return false, unless a backend says otherwise
   */
  default boolean restoresRoles() {
    return false;
  }

  /**
   * Two states in turn, the second taken while the pool was in use, each compared whole.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("whatever was done, a reset leads to the very state that was kept")
  default void provesResets() throws SQLException {
    int rounds = Integer.getInteger(ROUNDS, 20);
    long seed = Long.getLong(SEED, System.nanoTime());
    RandomChanges changes = new RandomChanges(seed, restoresRoles());
    ProofMemory memory = new ProofMemory(rounds);
    try (HiveDb db = forked()) {
      run(
          db,
          "create table proof_a (id serial primary key, name text not null, v vector(3))",
          "create index proof_a_name on proof_a (name)",
          "create table proof_b (id serial primary key, a int references proof_a, text text)",
          "insert into proof_a (name, v) select 'name ' || n, '[1,2,3]' from generate_series(1, 50) n",
          "insert into proof_b (a, text) select id, name from proof_a");
      if (restoresRoles()) {
        run(db, "create role kept_role", "grant select on proof_a to kept_role");
      }
      ProofState first = ProofState.take(db);
      run(db, "insert into proof_a (name) values ('second')", "create table proof_c (n int)");
      ProofState second = ProofState.take(db);
      for (int round = 1; round <= rounds; round++) {
        // Three times each: to return to the state that one came from may be another way.
        ProofState state = round / 3 % 2 == 0 ? first : second;
        List<Connection> left = changes.make(db.dataSource());
        db.reset(state.snapshot());
        try (Connection connection = db.dataSource().getConnection()) {
          assertThat(LogicalDump.of(connection))
              .as("round %d of the seed %d", round, seed)
              .isEqualTo(state.dump());
          if (round % 100 == 0 || round == rounds) {
            checkIndexes(connection);
          }
        }
        for (Connection connection : left) {
          connection.close();
        }
        memory.look(db, round);
      }
    }
    LoggerFactory.getLogger(ResetProofContract.class)
        .info(
            "{} resets, each compared whole; {} statements between them, of the seed {}",
            rounds,
            changes.done(),
            seed);
    assertThat(changes.done()).as("statements done").isGreaterThan(rounds / 2);
  }

  /** PostgreSQL's own check, where the indexes are PostgreSQL's. */
  private void checkIndexes(Connection connection) throws SQLException {
    try {
      run(connection, "create extension if not exists amcheck");
    } catch (SQLException e) {
      // Only a backend whose indexes are not PostgreSQL's may refuse the check of them.
      assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("0A000");
      return;
    }
    String checked =
        ask(
            connection,
            "select count(bt_index_check(i.indexrelid, true)::text) from pg_index i"
                + " join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam"
                + " where m.amname = 'btree' and i.indisvalid and c.relpersistence = 'p'");
    assertThat(Integer.parseInt(checked)).as("indexes checked").isGreaterThan(50);
  }

  /**
   * A state and what it holds.
   *
   * @param snapshot the state
   * @param dump all that SQL tells of it
   */
  record ProofState(Snapshot snapshot, List<String> dump) {

    static ProofState take(HiveDb db) throws SQLException {
      Snapshot snapshot = db.snapshot();
      try (Connection connection = db.dataSource().getConnection()) {
        return new ProofState(snapshot, LogicalDump.of(connection));
      }
    }
  }
}
