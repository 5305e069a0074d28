// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfig;
import io.hivedb.internal.BackendRoster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The backend that an invocation of {@link EveryBackend} runs on.
 *
 * @param backend its id
 * @param takesUrl whether a URL of the settings is one of its own
 * @param contextId the invocation
 */
record Chosen(String backend, boolean takesUrl, String contextId) {

  static Chosen of(BackendRoster.Entry entry, String contextId) {
    return new Chosen(entry.backend(), entry.takesUrl(), contextId);
  }

  /** Has a configuration use it. */
  HiveDbConfig.Builder onto(HiveDbConfig.Builder config) {
    config.backend(backend);
    return takesUrl ? config : config.url("");
  }

  static void put(BackendRoster.Entry entry, ExtensionContext invocation) {
    invocation.getStore(Databases.NAMESPACE).put(Chosen.class, of(entry, invocation.getUniqueId()));
  }

  static @Nullable Chosen around(ExtensionContext context) {
    return context.getStore(Databases.NAMESPACE).get(Chosen.class, Chosen.class);
  }
}
