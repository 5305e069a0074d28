// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = {"schema.sql", "vector-index.sql"})
class MetadataTests {

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(name));
      }
      return values;
    }
  }

  @Nested
  class TheMetadata {

    @Test
    void namePostgresql(Connection connection) throws SQLException {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
    }

    @Test
    void listTheTables(Connection connection) throws SQLException {
      DatabaseMetaData metaData = connection.getMetaData();

      assertThat(
              column(metaData.getTables(null, "public", "%", new String[] {"TABLE"}), "TABLE_NAME"))
          .containsExactly("gloss", "topic");
    }

    @Test
    void listTheColumnsAndTheirTypes(Connection connection) throws SQLException {
      Map<String, String> types = new LinkedHashMap<>();
      try (ResultSet rows = connection.getMetaData().getColumns(null, "public", "gloss", "%")) {
        while (rows.next()) {
          types.put(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME"));
        }
      }
      assertThat(types)
          .containsExactly(
              entry("id", "bigserial"),
              entry("synset", "int8"),
              entry("topic", "text"),
              entry("word", "text"),
              entry("definition", "text"),
              entry("details", "jsonb"),
              entry("embedding", "vector"),
              entry("created_at", "timestamptz"));
    }

    @Test
    void knowWhichColumnsMayBeNull(Connection connection) throws SQLException {
      List<String> nullable = new ArrayList<>();
      try (ResultSet rows = connection.getMetaData().getColumns(null, "public", "gloss", null)) {
        while (rows.next()) {
          if (rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable) {
            nullable.add(rows.getString("COLUMN_NAME"));
          }
        }
      }
      assertThat(nullable).containsExactly("embedding");
    }

    @Test
    void knowThePrimaryKey(Connection connection) throws SQLException {
      assertThat(
              column(
                  connection.getMetaData().getPrimaryKeys(null, "public", "gloss"), "COLUMN_NAME"))
          .containsExactly("id");
    }

    @Test
    void knowTheForeignKey(Connection connection) throws SQLException {
      try (ResultSet rows = connection.getMetaData().getImportedKeys(null, "public", "gloss")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("FKCOLUMN_NAME")).isEqualTo("topic");
        assertThat(rows.getString("PKTABLE_NAME")).isEqualTo("topic");
        assertThat(rows.getString("PKCOLUMN_NAME")).isEqualTo("name");
        assertThat(rows.next()).isFalse();
      }
    }

    @Test
    void listTheIndexes(Connection connection) throws SQLException {
      assertThat(
              column(
                  connection.getMetaData().getIndexInfo(null, "public", "gloss", false, false),
                  "INDEX_NAME"))
          .containsExactlyInAnyOrder(
              "gloss_pkey", "gloss_synset_key", "gloss_topic_idx", "gloss_embedding_idx");
    }

    @Test
    void describeTheResultOfAQuery(Connection connection) throws SQLException {
      try (Statement select = connection.createStatement();
          ResultSet rows =
              select.executeQuery("SELECT id, word, embedding, created_at AS created FROM gloss")) {
        ResultSetMetaData metaData = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
          columns.add(metaData.getColumnLabel(i) + " " + metaData.getColumnTypeName(i));
        }
        assertThat(columns)
            .containsExactly(
                "id bigserial", "word text", "embedding vector", "created timestamptz");
      }
    }
  }
}
