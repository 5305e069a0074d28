// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendNotAvailableException;
import org.junit.jupiter.api.Test;

class ServerVersionTests {

  private static final ServerAddress ADDRESS = ServerAddress.of("db", 5432, "d", "u", "p");

  @Test
  void anOlderServerThanThirteenIsRefusedWhateverElseItLacks() {
    assertThatThrownBy(() -> new ServerVersion("12.22", 12, "").check(ADDRESS))
        .isInstanceOf(BackendNotAvailableException.class)
        .hasMessage(
            "The PostgreSQL server at [db:5432] has version [12.22]. Version 13 or newer is needed;"
                + " use such a server.");
  }

  @Test
  void thirteenIsTaken() {
    assertThatCode(() -> new ServerVersion("13.22", 13, "0.8.0").check(ADDRESS))
        .doesNotThrowAnyException();
  }
}
