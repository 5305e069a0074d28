// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.Capability;
import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Snapshots, returning to them, and databases made from them. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface SnapshotContract extends SnapshotFixture {

  /** Where the capability is missing, every way in says so. */
  @Test
  @DisplayName("a backend without snapshots says so")
  default void refusesWhereMissing() {
    if (provider().capabilities().contains(Capability.SNAPSHOTS)) {
      return;
    }
    try (BackendDatabase database = server().create(DatabaseSpec.throwAway("refused"))) {
      assertThatThrownBy(database::snapshot)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("cannot keep a snapshot")
          .hasMessageContaining("hive.database.backend");
    }
  }

  /**
   * Rows, tables and sequences are as they were.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a reset undoes rows, schema and sequences, and keeps what was there")
  default void resets() throws SQLException {
    try (HiveDb db = forked()) {
      run(
          db,
          "create table kept (id serial primary key, v vector(3), t text not null)",
          "create index kept_t on kept (t)",
          "insert into kept (v, t) values ('[1,2,3]', 'a'), ('[4,5,6]', 'b')");
      Snapshot snapshot = db.snapshot();
      run(
          db,
          "insert into kept (v, t) values ('[7,8,9]', 'c')",
          "update kept set t = 'changed' where t = 'a'",
          "create table added (n int)",
          "drop index kept_t");
      db.reset(snapshot);
      assertThat(ask(db, "select count(*) from kept where t in ('a', 'b')")).isEqualTo("2");
      assertThat(ask(db, "select count(*) from kept")).isEqualTo("2");
      assertThat(ask(db, "select t from kept order by v <-> '[4,5,6]' limit 1")).isEqualTo("b");
      assertThat(ask(db, "insert into kept (t) values ('next') returning id")).isEqualTo("3");
      run(db, "create table added (other text)", "drop index kept_t", "drop table kept");
      db.reset(snapshot);
      assertThat(ask(db, "select count(*) from kept")).isEqualTo("2");
    }
  }

  /**
   * Each snapshot is a state of its own.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("several snapshots are kept at once, and returned to in any order")
  default void keepsSeveral() throws SQLException {
    try (HiveDb db = forked()) {
      Snapshot empty = db.snapshot();
      run(db, "create table several (n int)");
      Snapshot none = db.snapshot();
      run(db, "insert into several values (1)");
      Snapshot one = db.snapshot();
      run(db, "insert into several values (2)");
      for (int round = 0; round < 2; round++) {
        db.reset(none);
        assertThat(ask(db, "select count(*) from several")).isEqualTo("0");
        db.reset(one);
        assertThat(ask(db, "select count(*) from several")).isEqualTo("1");
        db.reset(empty);
        assertThatThrownBy(() -> ask(db, "select count(*) from several"))
            .isInstanceOf(SQLException.class);
      }
      empty.close();
      empty.close();
      db.reset(one);
      assertThat(ask(db, "select n from several")).isEqualTo("1");
    }
  }

  /**
   * A fork has the state, and a life of its own.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a fork begins with the state, goes its own way, and outlives its origin")
  default void forks() throws SQLException {
    HiveDb origin = forked();
    try (HiveDb fork = forkOf(origin)) {
      run(fork, "insert into forked values (2)");
      assertThat(ask(fork, "select count(*) from forked")).isEqualTo("2");
      assertThat(ask(origin, "select count(*) from forked")).isEqualTo("1");
      Snapshot ofOrigin = origin.snapshot();
      fork.reset(ofOrigin);
      assertThat(ask(fork, "select count(*) from forked")).isEqualTo("1");
      origin.close();
      run(fork, "insert into forked values (3)");
      assertThat(ask(fork, "select count(*) from forked")).isEqualTo("2");
    } finally {
      origin.close();
    }
  }

  private HiveDb forkOf(HiveDb origin) throws SQLException {
    run(origin, "create table forked (n int)", "insert into forked values (1)");
    return origin.fork();
  }

  /**
   * A snapshot seeds as many databases as are wanted, whatever becomes of its own.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a snapshot seeds several databases")
  default void seeds() throws SQLException {
    try (HiveDb db = forked()) {
      run(db, "create table seeded (n int)", "insert into seeded values (1)");
      Snapshot snapshot = db.snapshot();
      run(db, "drop table seeded");
      try (HiveDb one = db.fork(snapshot);
          HiveDb two = db.fork(snapshot)) {
        run(one, "insert into seeded values (2)");
        assertThat(ask(one, "select count(*) from seeded")).isEqualTo("2");
        assertThat(ask(two, "select count(*) from seeded")).isEqualTo("1");
      }
    }
  }

  /**
   * Every cycle ends in the same state.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("fifty resets in a row all restore the state")
  default void resetsOften() throws SQLException {
    try (HiveDb db = forked()) {
      run(db, "create table often (id serial, n int)", "insert into often (n) values (1)");
      Snapshot snapshot = db.snapshot();
      for (int i = 0; i < 50; i++) {
        run(
            db,
            "insert into often (n) values (" + i + ")",
            "create table made (n int)",
            i % 2 == 0 ? "drop table often" : "delete from often");
        db.reset(snapshot);
        assertThat(ask(db, "select id || ' ' || n from often")).isEqualTo("1 1");
        assertThatThrownBy(() -> ask(db, "select n from made")).isInstanceOf(SQLException.class);
      }
    }
  }

  /** What was closed, or is another server's, is refused before anything happens. */
  @Test
  @DisplayName("a closed snapshot is refused")
  default void refusesClosed() {
    try (HiveDb db = forked()) {
      Snapshot snapshot = db.snapshot();
      snapshot.close();
      assertThatThrownBy(() -> db.reset(snapshot))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith(" is closed. Use it before close(), or take another.");
      assertThatThrownBy(() -> db.fork(snapshot)).isInstanceOf(IllegalStateException.class);
      Snapshot foreign = () -> {};
      assertThatThrownBy(() -> db.reset(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("belongs to another server");
    }
  }
}
