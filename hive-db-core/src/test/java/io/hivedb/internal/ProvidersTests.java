// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.Readiness;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Providers")
class ProvidersTests {

  @Test
  @DisplayName("come in the order of auto")
  void order() {
    Providers providers =
        load(TestProvider.ready("b", 2), TestProvider.ready("c", 1), TestProvider.ready("a", 2));
    assertThat(providers.ids()).isEqualTo("c, a, b");
  }

  @Test
  @DisplayName("are found by id and by alias")
  void find() {
    Providers providers = load(TestProvider.ready("a", 1), TestProvider.ready("b", 2));
    assertThat(providers.find("b")).map(BackendProvider::id).contains("b");
    assertThat(providers.find("b-alias")).map(BackendProvider::id).contains("b");
    assertThat(providers.find("c")).isEmpty();
  }

  @Test
  @DisplayName("that are broken do not hide the others")
  void broken() {
    Providers providers = Providers.load(new BrokenFirst(TestProvider.ready("good", 1)));
    assertThat(providers.ids()).isEqualTo("good");
    assertThat(providers.problems())
        .containsExactly("A provider could not be loaded: its class is gone");
  }

  @Test
  @DisplayName("of another SPI level are left out, with both numbers and the fix")
  void level() {
    TestProvider old = new TestProvider("old", 1, 0, Set.of(), Readiness.ready());
    Providers providers = load(old, TestProvider.ready("good", 2));
    assertThat(providers.ids()).isEqualTo("good");
    assertThat(providers.problems())
        .singleElement()
        .asString()
        .startsWith("The backend [old] from file:")
        .endsWith(
            " was made for SPI level 0, but this hive-db-core has level 1. Use the same version of"
                + " hive-db-core and org.example:old; importing io.hivedb:hive-db-bom does that.");
  }

  @Test
  @DisplayName("with one id are an error that names both")
  void duplicates() {
    assertThatThrownBy(() -> load(TestProvider.ready("twin", 1), TestProvider.ready("twin", 2)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .message()
        .startsWith("Two providers have the id [twin]: io.hivedb.internal.TestProvider from file:")
        .contains(" and io.hivedb.internal.TestProvider from file:")
        .endsWith(". Remove one of the two jars from the class path.");
  }

  @Test
  @DisplayName("are missing altogether: the error names the dependencies to add")
  void none() {
    assertThatThrownBy(() -> HiveDb.start(config -> config.ignoreOutsideSettings()))
        .isInstanceOf(BackendNotAvailableException.class)
        .hasMessage(
            "No Hive DB backend is on the class path. Add one of the dependencies"
                + " io.hivedb:hive-db-pglite (needs Node.js 20), io.hivedb:hive-db-postgres (needs"
                + " Docker or a server) or io.hivedb:hive-db-sqlite (needs nothing), in the version"
                + " of hive-db-core.");
  }

  private static Providers load(BackendProvider... providers) {
    return Providers.load(List.of(providers).iterator());
  }

  /** As ServiceLoader's iterator: a failure, then the next. */
  private static final class BrokenFirst implements Iterator<BackendProvider> {

    private final Iterator<BackendProvider> rest;
    private boolean failed;

    BrokenFirst(BackendProvider good) {
      rest = List.of(good).iterator();
    }

    @Override
    public boolean hasNext() {
      return !failed || rest.hasNext();
    }

    @Override
    public BackendProvider next() {
      if (!failed) {
        failed = true;
        throw new ServiceConfigurationError("its class is gone");
      }
      return rest.next();
    }
  }
}
