// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

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

  static void put(BackendRoster.Entry entry, ExtensionContext invocation) {
    invocation
        .getStore(Databases.NAMESPACE)
        .put(Chosen.class, new Chosen(entry.backend(), entry.takesUrl(), invocation.getUniqueId()));
  }

  static @Nullable Chosen around(ExtensionContext context) {
    return context.getStore(Databases.NAMESPACE).get(Chosen.class, Chosen.class);
  }
}
