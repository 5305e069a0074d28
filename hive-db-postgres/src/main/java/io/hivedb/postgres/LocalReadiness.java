// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.postgres.internal.local.BinariesLookup;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;

/** Whether this machine has the programs of a PostgreSQL with pgvector. */
final class LocalReadiness {

  private LocalReadiness() {}

  static Readiness check(Settings settings) {
    BinariesLookup lookup = BinariesLookup.find(settings.path(BinariesLookup.HOME));
    return lookup.newest().isPresent()
        ? Readiness.ready()
        : Readiness.missing(lookup.missing(), lookup.remedy());
  }
}
