// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Capability;
import io.hivedb.internal.template.TemplateStore;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server, and the prepared states that it keeps, from which databases are made. Safe to use from
 * several threads at once.
 */
final class Templates implements AutoCloseable {

  private final BackendProvider provider;
  private final BackendServer server;
  private final @Nullable TemplateStore store;
  private final boolean isOwnPlace;
  private final String files;
  private final TemplatesInUse templates = new TemplatesInUse();
  private final Closer closer = new Closer();

  /**
   * Takes a server into care.
   *
   * @param store where templates may be kept in files; or null
   * @param isOwnPlace whether the user named the place of the data: there is one database then
   */
  Templates(
      BackendProvider provider,
      BackendServer server,
      @Nullable TemplateStore store,
      boolean isOwnPlace) {
    this.provider = provider;
    this.server = server;
    Optional<String> format = server.templateFormat();
    this.store = format.isPresent() ? store : null;
    this.files = format.orElse("");
    this.isOwnPlace = isOwnPlace;
    closer.add(server);
    closer.add(templates);
  }

  BackendServer server() {
    return server;
  }

  /** Makes a database for one caller alone: a template is only worth its while in files. */
  PreparedBackend once(Preparation preparation, DatabaseSpec spec, int poolSize) {
    try (Template template = template(preparation, key(preparation))) {
      boolean kept = store != null && canCopy(preparation);
      return kept
          ? new PreparedBackend(template.open(spec, poolSize).database(), null)
          : template.fresh(spec, poolSize);
    }
  }

  /** Makes a database of the template for the preparation, which is made at first need. */
  PreparedBackend open(Preparation preparation, DatabaseSpec spec, int poolSize) {
    if (!canCopy(preparation)) {
      return once(preparation, spec, poolSize);
    }
    String key = key(preparation);
    return templates.open(
        key, () -> template(preparation, key), template -> template.open(spec, poolSize));
  }

  private String key(Preparation preparation) {
    return preparation.isEmpty()
        ? ""
        : preparation.key(provider.id(), store == null ? "" : format(provider, files));
  }

  /** The provider's own code decides, too, what a script leads to. */
  private static String format(BackendProvider provider, String files) {
    return files + " " + ClassContent.hash(provider.getClass()).orElse("");
  }

  /** Looks for the files of a template before the server is there. */
  static Optional<Path> find(
      BackendProvider provider, TemplateStore store, Preparation preparation, String files) {
    return store.find(preparation.key(provider.id(), format(provider, files)));
  }

  private Template template(Preparation preparation, String key) {
    return new Template(provider, server, preparation, key, store);
  }

  private boolean canCopy(Preparation preparation) {
    return !isOwnPlace
        && !preparation.isEmpty()
        && provider.capabilities().contains(Capability.SNAPSHOTS);
  }

  @Override
  public void close() {
    closer.close();
  }
}
