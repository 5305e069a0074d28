// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pgvector's operators, checks and messages; the values are PGlite's, bit by bit. */
class VectorSqlTests {

  private final TestDatabase database = open();

  private static TestDatabase open() {
    try {
      return new TestDatabase();
    } catch (SQLException e) {
      throw new IllegalStateException("no database in memory", e);
    }
  }

  @BeforeEach
  void createExtension() {
    database.execute("CREATE EXTENSION IF NOT EXISTS vector");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'[1,2,3]'::vector <-> '[3,2,1]'            ; 2.8284271247461903",
        "'[1,2,3]'::vector <=> '[3,2,1]'            ; 0.2857142857142857",
        "'[1,2,3]'::vector <#> '[3,2,1]'            ; -10",
        "'[1,2,3]'::vector <+> '[3,2,1]'            ; 4",
        "'[1,0,0]'::vector <-> '[1,0.1,0]'          ; 0.10000000353902572",
        "'[0,0]'::vector <=> '[1,1]'                ; NaN",
        "vector_norm('[3,4]')                       ; 5",
        "l2_normalize('[3,4]'::vector)              ; [0.6,0.8]",
        "'[1,2]'::vector || '[3]'::vector           ; [1,2,3]",
        "subvector('[1,2,3,4]'::vector, 2, 2)       ; [2,3]",
        "'[1e10,1e-10,123456789]'::vector           ; [1e+10,1e-10,1.2345679e+08]",
        "'[0.30000001,16777217,1e38]'::vector       ; [0.3,1.6777216e+07,1e+38]",
        "'[ 1.5 , -2e1,3 ]'::vector                 ; [1.5,-20,3]",
        "vector_dims('[1,2,3]'::vector)             ; 3",
        "ARRAY[1,2,3]::vector                       ; [1,2,3]",
      },
      quoteCharacter = '`')
  void computesWhatPgvectorComputes(String expression, String value) {
    assertThat(database.execute("SELECT " + expression).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'[1,2,3]'::vector <-> '[1,2]'::vector ; 22000 ; different vector dimensions 3 and 2",
        "'[1,2]'::vector(3)                    ; 22000 ; expected 3 dimensions, not 2",
        "'[NaN,1]'::vector                     ; 22000 ; NaN not allowed in vector",
        "'[Infinity,1]'::vector                ; 22000 ; infinite value not allowed in vector",
        "'[]'::vector                          ; 22000 ; vector must have at least 1 dimension",
        "'[1,2'::vector                        ; 22P02 ; invalid input syntax for type vector: \"[1,2\"",
        "'1,2]'::vector                        ; 22P02 ; invalid input syntax for type vector: \"1,2]\"",
        "'[1e40]'::vector                      ; 22003 ; \"1e40\" is out of range for type vector",
        "'[3e38]'::vector + '[3e38]'           ; 22003 ; value out of range: overflow",
        "'[1e-30]'::vector * '[1e-30]'         ; 22003 ; value out of range: underflow",
        "'[1]'::vector(0)                      ; 22023 ; dimensions for type vector must be at least 1",
        "'[1]'::vector(16001)                  ; 22023 ; dimensions for type vector cannot exceed 16000",
        "ARRAY[1,NULL]::vector                 ; 22004 ; array must not contain nulls",
        "'[1]' <-> '[2]'                       ; 42725 ; operator is not unique: unknown <-> unknown",
      },
      quoteCharacter = '`')
  void failsAsPgvectorFails(String expression, String state, String message) {
    PgException error = database.error("SELECT " + expression);

    assertThat(error.sqlState()).isEqualTo(state);
    assertThat(error.text()).isEqualTo(message);
  }

  @Test
  void refusesMoreThanSixteenThousandDimensions() {
    String text = "[" + "1,".repeat(16_000) + "1]";

    PgException error = database.error("SELECT ?::vector", text);

    assertThat(error.sqlState()).isEqualTo("54000");
    assertThat(error.text()).isEqualTo("vector cannot have more than 16000 dimensions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "USING hnsw (e)                             ; 42704",
        "USING hnsw (e nope_ops)                    ; 42704",
        "USING hnsw (plain vector_l2_ops)           ; 22023",
        "USING hnsw (big vector_l2_ops)             ; 54000",
        "USING hnsw (e vector_l2_ops) WITH (m = 1)  ; 22023",
        "USING ivfflat (e vector_l2_ops) WITH (lists = 0) ; 22023",
        "USING hnsw (id vector_l2_ops)              ; 42804",
        "USING hnsw (e vector_l2_ops) WITH (x = 1)  ; 22023",
      })
  void checksIndexesAsPgvectorDoes(String rest, String state) {
    database.execute(
        "CREATE TABLE t (id int, e vector(3), plain vector, big vector(2001));"
            + " CREATE INDEX ON t USING hnsw (e vector_cosine_ops) WITH (m = 8, ef_construction = 32)");

    assertThat(database.error("CREATE INDEX ON t " + rest).sqlState()).isEqualTo(state);
  }

  @Test
  void findsNearestNeighboursThroughParameters() {
    database.execute("CREATE TABLE t (id bigserial PRIMARY KEY, e vector(2))");
    database.execute("INSERT INTO t (e) VALUES (?), ('[5,5]'), (NULL)", "[1,1]");

    String sql = "SELECT id FROM t ORDER BY e <-> ?::vector LIMIT ?";

    assertThat(database.execute(sql, "[4,4]", 1).rows()).hasToString("[[2]]");
    assertThat(database.execute("SELECT avg(e), sum(e) FROM t").rows())
        .hasToString("[[[3,3], [6,6]]]");
  }
}
