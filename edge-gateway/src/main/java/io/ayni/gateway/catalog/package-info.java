/**
 * What is published. {@link io.ayni.gateway.catalog.Catalog} is the port, {@link io.ayni.gateway.catalog.PublishedItem}
 * its element; {@link io.ayni.gateway.catalog.CatalogIndex} finds items by id, name and time. How uploads are read does
 * not belong here.
 */
package io.ayni.gateway.catalog;
