// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static io.hivedb.Capability.CONCURRENT_TRANSACTIONS;
import static io.hivedb.Capability.LISTEN_NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.Capability;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The backend is chosen")
class BackendSelectorTests {

  private static final String BACKEND = "hive.database.backend";
  private static final String URL = "hive.database.url";

  private final BackendProvider unready =
      TestProvider.missing("first", 1, "Node.js 20 or newer not found on PATH", "Install Node.js.");
  private final BackendProvider second = TestProvider.ready("second", 2);
  private final BackendProvider third = TestProvider.ready("third", 3, LISTEN_NOTIFY);

  @Nested
  @DisplayName("by name")
  class ByName {

    @Test
    @DisplayName("and by alias, in any case of letters")
    void found() {
      BackendChoice choice = choose(Map.of(BACKEND, "THIRD-alias"));
      assertThat(choice.provider()).isEqualTo(third);
      assertThat(choice.reason()).isEqualTo("chosen by hive.database.backend (configuration)");
    }

    @Test
    @DisplayName("but an unknown name is an error that lists the known ones")
    void unknown() {
      assertThatThrownBy(() -> choose(Map.of(BACKEND, "pgltie")))
          .isInstanceOf(HiveDbConfigurationException.class)
          .hasMessage(
              "Unknown backend [pgltie] in hive.database.backend (configuration). On the class path"
                  + " are: first, second, third. Correct the name, or add the dependency of the"
                  + " backend that is meant (io.hivedb:hive-db-pglite, io.hivedb:hive-db-postgres or"
                  + " io.hivedb:hive-db-sqlite).");
    }

    @Test
    @DisplayName("and never falls back when it is not ready")
    void notReady() {
      assertThatThrownBy(() -> choose(Map.of(BACKEND, "first")))
          .isInstanceOf(BackendNotAvailableException.class)
          .hasMessage(
              "The backend [first] cannot start: Node.js 20 or newer not found on PATH. Install"
                  + " Node.js.");
    }

    @Test
    @DisplayName("and a URL of another backend is an error that shows both, without password")
    void disagree() {
      assertThatThrownBy(() -> choose(Map.of(BACKEND, "second", URL, "third://u:secret@host/db")))
          .isInstanceOf(HiveDbConfigurationException.class)
          .hasMessage(
              "hive.database.backend = [second] (configuration) and hive.database.url ="
                  + " [third://u:***@host/db] (configuration) disagree. Remove one of the two, or"
                  + " make the URL one of that backend.");
    }

    @Test
    @DisplayName("but not without what is required")
    void lacking() {
      assertThatThrownBy(() -> choose(Map.of(BACKEND, "second"), LISTEN_NOTIFY))
          .isInstanceOf(BackendNotAvailableException.class)
          .hasMessage(
              "The backend [second] lacks [LISTEN_NOTIFY]. Choose one that has it:"
                  + " hive.database.backend=third.");
      assertThatThrownBy(() -> choose(Map.of(BACKEND, "second"), CONCURRENT_TRANSACTIONS))
          .hasMessage(
              "The backend [second] lacks [CONCURRENT_TRANSACTIONS]. No backend on the class path"
                  + " has all of [CONCURRENT_TRANSACTIONS].");
    }
  }

  @Nested
  @DisplayName("by URL")
  class ByUrl {

    @Test
    @DisplayName("whose scheme says which")
    void found() {
      BackendChoice choice = choose(Map.of(URL, "third:memory"));
      assertThat(choice.provider()).isEqualTo(third);
      assertThat(choice.reason()).isEqualTo("chosen by hive.database.url");
    }

    @Test
    @DisplayName("but an unknown scheme is an error")
    void unknown() {
      assertThatThrownBy(() -> choose(Map.of(URL, "mysql://u:secret@host/db")))
          .isInstanceOf(HiveDbConfigurationException.class)
          .hasMessage(
              "No backend on the class path understands hive.database.url ="
                  + " [mysql://u:***@host/db]. There are: first, second, third. Correct the scheme"
                  + " [mysql], or add the dependency of its backend.");
    }
  }

  @Nested
  @DisplayName("by auto")
  class ByAuto {

    @Test
    @DisplayName("as the first that is ready, and it says why the earlier ones are not")
    void firstReady() {
      BackendChoice choice = choose(Map.of(BACKEND, "auto"));
      assertThat(choice.provider()).isEqualTo(second);
      assertThat(choice.reason())
          .isEqualTo(
              "chosen by auto as the first that is ready (first: Node.js 20 or newer not found on"
                  + " PATH)");
    }

    @Test
    @DisplayName("as the first that has what is required")
    void capable() {
      BackendChoice choice = choose(Map.of(), LISTEN_NOTIFY);
      assertThat(choice.provider()).isEqualTo(third);
      assertThat(choice.reason())
          .isEqualTo(
              "chosen by auto as the first that is ready (first: lacks [LISTEN_NOTIFY]; second:"
                  + " lacks [LISTEN_NOTIFY])");
    }

    @Test
    @DisplayName("but when none is ready, the error says what each lacks and what to do")
    void noneReady() {
      assertThatThrownBy(() -> choose(List.of(unready), Map.of()))
          .isInstanceOf(BackendNotAvailableException.class)
          .hasMessage(
              "No backend can start here. first: Node.js 20 or newer not found on PATH. Make one"
                  + " ready. first: Install Node.js.");
    }
  }

  private BackendChoice choose(Map<String, String> values, Capability... required) {
    return choose(List.of(third, second, unready), values, required);
  }

  private static BackendChoice choose(
      List<BackendProvider> providers, Map<String, String> values, Capability... required) {
    Settings settings = Settings.of(values);
    Optional<DatabaseUrl> url = settings.text(URL).map(DatabaseUrl::parse);
    return new BackendSelector(Providers.load(providers.iterator()), settings)
        .choose(url, Set.of(required));
  }
}
