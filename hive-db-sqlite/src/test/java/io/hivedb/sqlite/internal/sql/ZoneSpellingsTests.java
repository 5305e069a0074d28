// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps that name a zone; asked of PGlite. */
class ZoneSpellingsTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01-01 00:00 Europe/Berlin | 2023-12-31 23:00:00+00",
        "2024-07-01 12:00:00.25 America/New_York | 2024-07-01 16:00:00.25+00",
        "2024-07-01T12:00:00 asia/kolkata | 2024-07-01 06:30:00+00",
        "2024-01-01 Europe/Berlin | 2023-12-31 23:00:00+00",
        "2024-03-31 02:30 Europe/Berlin | 2024-03-31 01:30:00+00",
        "2024-10-27 02:30 Europe/Berlin | 2024-10-27 01:30:00+00",
        "2024-01-01 00:00 America/Argentina/Buenos_Aires | 2024-01-01 03:00:00+00"
      })
  void aZoneOfTheNameCounts(String text, String shown) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      String sql = "SELECT CAST(CAST('" + text + "' AS timestamptz) AS text)";

      assertThat(database.execute(sql).rows().get(0)).containsExactly(shown);
    }
  }

  @Test
  void withoutAZoneTheNameIsDropped() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(
              database
                  .execute("SELECT '2024-01-01 00:00 Europe/Berlin'::timestamp::text")
                  .rows()
                  .get(0))
          .containsExactly("2024-01-01 00:00:00");
    }
  }

  @Test
  void aZoneOfNoRegionIsAnError() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(database.error("SELECT '2024-01-01 00:00 Nowhere/Land'::timestamptz"))
          .satisfies(
              error -> {
                assertThat(error.sqlState()).isEqualTo("22023");
                assertThat(error.text()).isEqualTo("time zone \"nowhere/land\" not recognized");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01 00:00 Europe/Nowhere",
        "2024-13-01 00:00 Europe/Berlin",
        "1965-01-01 00:00 Europe/Berlin",
        "2050-01-01 00:00 Europe/Berlin",
        "01/02/2024 10:00 Europe/Berlin"
      })
  void whatMayBeOtherwiseIsRefused(String text) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      assertThat(database.error("SELECT '" + text + "'::timestamptz").feature()).isNotNull();
    }
  }
}
