// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * What tests may do to a database, drawn by a seed. Statements that a backend refuses are part of
 * it; how many were done is counted, so that a generator that does nothing is noticed.
 */
final class RandomChanges {

  private static final int MOST = 8;

  /** A {@code #} stands for a random number. */
  private static final List<String> STATEMENTS =
      List.of(
          "insert into proof_a (name, v) values ('new #', '[1,2,#]')",
          "insert into proof_b (a, text) select id, repeat('x', #) from proof_a",
          "insert into proof_b (text) values (repeat('large #', 50000))",
          "update proof_a set name = name || '#' where id % 3 = 0",
          "update proof_b set text = null",
          "delete from proof_b where id % 2 = 0",
          "delete from proof_b",
          "truncate proof_b",
          "alter table proof_a add column added_# int",
          "alter table proof_a rename to renamed_#",
          "alter table proof_b drop column text",
          "drop table proof_b",
          "drop table proof_a cascade",
          "create table made_# (id serial primary key, text text unique)",
          "create table kept as select * from proof_a",
          "create index made_index_# on proof_a (name, id)",
          "drop index proof_a_name",
          "create view seen_# as select name from proof_a",
          "create schema made_schema_#",
          "create sequence made_sequence_#",
          "select nextval('proof_a_id_seq')",
          "select setval('proof_a_id_seq', 100 + #)",
          "create extension if not exists pg_trgm",
          "create extension if not exists hstore",
          "drop extension vector cascade",
          "drop schema public cascade",
          "set search_path to pg_catalog",
          "set timezone to 'Asia/Tokyo'",
          "set statement_timeout = '#s'",
          "create temporary table passing (n int)",
          "prepare prepared_# as select 1",
          "select lo_from_bytea(0, 'large #')",
          "select lo_unlink(oid) from pg_largeobject_metadata",
          "drop extension if exists pg_trgm",
          "alter extension vector set schema pg_catalog",
          "analyze",
          "select 1 / 0",
          "insert into proof_b (a) values (-1)",
          "select wrong from nowhere");

  /** What concerns a whole server. */
  private static final List<String> ROLES =
      List.of(
          "create role made_role_#",
          "create role made_login_# login createdb password 'p'",
          "drop role if exists made_role_#",
          "grant all on proof_b to made_role_#",
          "alter role kept_role createrole",
          "drop owned by kept_role",
          "set role kept_role");

  private final Random random;
  private final List<String> statements;
  private int done;

  RandomChanges(long seed, boolean roles) {
    random = new Random(seed);
    statements = new ArrayList<>(STATEMENTS);
    if (roles) {
      statements.addAll(ROLES);
    }
  }

  /** How many statements a database has done. */
  int done() {
    return done;
  }

  /**
   * Does up to eight things, some of them in a transaction that is left open.
   *
   * @return a connection that was not given back, or none
   */
  List<Connection> make(DataSource dataSource) throws SQLException {
    List<Connection> left = new ArrayList<>();
    Connection connection = dataSource.getConnection();
    boolean open = random.nextInt(4) == 0;
    try {
      connection.setAutoCommit(!open);
      for (int count = 1 + random.nextInt(MOST); count > 0; count--) {
        attempt(connection);
      }
    } finally {
      if (open) {
        left.add(connection);
      } else {
        connection.close();
      }
    }
    return left;
  }

  private void attempt(Connection connection) {
    String sql =
        statements
            .get(random.nextInt(statements.size()))
            .replace("#", Integer.toString(random.nextInt(20)));
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      done++;
    } catch (SQLException e) {
      // A test's statements fail, too: that must not show after the reset.
    }
  }
}
