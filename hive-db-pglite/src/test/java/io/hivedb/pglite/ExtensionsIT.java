// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExtensionsIT {

  private static HiveDbConfig with(String extensions) {
    return HiveDbConfig.builder()
        .ignoreOutsideSettings()
        .backend(PgliteProvider.ID)
        .set("hive.database.extensions", extensions)
        .build();
  }

  @Test
  @DisplayName("the extensions of the setting are there, with those that they require")
  void created() throws SQLException {
    try (HiveDb database = HiveDb.start(with("pg_trgm, uuid-ossp,earthdistance,"));
        Connection connection = database.dataSource().getConnection()) {
      String names =
          TestServers.ask(
              connection, "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension");
      assertThat(names).isEqualTo("cube earthdistance pg_trgm plpgsql uuid-ossp vector");
      assertThat(TestServers.ask(connection, "SELECT similarity('word', 'words') > 0.5"))
          .isEqualTo("t");
    }
  }

  @Test
  @DisplayName("an unknown extension is an error that lists those there are")
  void unknown() {
    assertThatThrownBy(() -> HiveDb.start(with("hstore, no\"such")).close())
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The extension [no\"such] of the setting hive.database.extensions cannot be created on"
                + " the backend [pglite]: ERROR: extension \"no\"such\" is not available\n"
                + "  Hint: The extension must first be installed on the system where PostgreSQL is"
                + " running. (SQLSTATE 0A000). There are: amcheck, autoinc, bloom, btree_gin,"
                + " btree_gist, citext, cube, dict_int, dict_xsyn, earthdistance, file_fdw,"
                + " fuzzystrmatch, hstore, insert_username, intarray, isn, lo, ltree, moddatetime,"
                + " pageinspect, pg_buffercache, pg_freespacemap, pg_stat_statements, pg_surgery,"
                + " pg_trgm, pg_visibility, pg_walinspect, pgcrypto, plpgsql, refint, seg,"
                + " tablefunc, tcn, tsm_system_rows, tsm_system_time, unaccent, uuid-ossp,"
                + " vector.");
  }
}
