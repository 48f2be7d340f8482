import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { openStudioShop, type StudioShop } from '../test/studio-shop.ts';
import { addLocation } from './add-location.ts';
import { archiveLocation } from './archive-location.ts';
import { changeLocation } from './change-location.ts';
import { listLocations } from './list-locations.ts';
import { listPlaces } from './list-places.ts';
import { saveCentral } from './save-central.ts';

const ADDRESS = {
  country: 'DE',
  postalCode: '10115',
  city: 'Berlin',
  street: 'Invalidenstr. 1',
  hasPickUp: false,
  pickUpNote: '',
};

describe.each(testDatabases())('locations on %s', (engine) => {
  let house: StudioShop;

  beforeEach(async () => {
    house = await openStudioShop(engine);
  });
  afterEach(() => house.close());

  const studio = () => ({ brandId: house.brandId, locationId: house.studio.location });

  it('have a central reserve first, also before it has an address', async () => {
    const [central, ...others] = await listLocations(house.hub, house.brandId);
    expect(central).toMatchObject({ id: null, location: 'central', isCentral: true });
    expect(others).toEqual([house.studio]);
    expect(await listPlaces(house.hub.db, house.brandId)).toContainEqual(
      expect.objectContaining({ location: 'central', country: '' }),
    );
  });

  it('have one central reserve, however many people say at once where it is', async () => {
    const { hub, brandId } = house;
    await Promise.all(Array.from({ length: 5 }, () => saveCentral(hub, { brandId, ...ADDRESS })));
    await saveCentral(hub, { brandId, ...ADDRESS, postalCode: '10117' });
    expect(await hub.db.location.count({ where: { brandId, isCentral: true } })).toBe(1);
    expect(await listPlaces(hub.db, brandId)).toContainEqual(
      expect.objectContaining({ location: 'central', country: 'DE', postalCode: '10117' }),
    );
  });

  it('have names that are theirs alone within the brand', async () => {
    const { hub, brandId } = house;
    const again = { brandId, name: 'Studio Neukölln', ...ADDRESS };
    await expect(addLocation(hub, again)).rejects.toMatchObject({ code: 'location_name_taken' });
    const asCentral = { brandId, name: 'Central reserve', ...ADDRESS };
    await expect(addLocation(hub, asCentral)).rejects.toMatchObject({
      code: 'location_name_taken',
    });
    await addLocation(hub, { ...again, name: 'Market' });
    const renamed = changeLocation(hub, { ...studio(), ...ADDRESS, name: 'Market' });
    await expect(renamed).rejects.toMatchObject({ code: 'location_name_taken' });
  });

  it('are not archived while a drop that is not over has stock there', async () => {
    await house.addPool(house.studio.location, 2);
    await expect(archiveLocation(house.hub, studio())).rejects.toMatchObject({
      code: 'location_in_use',
    });
    house.hub.clock.set(house.shop.drop.endsAt);
    const archived = await archiveLocation(house.hub, studio());
    expect(archived.archivedAt).toBe(house.shop.drop.endsAt.getTime());
    expect(await listPlaces(house.hub.db, house.brandId)).toHaveLength(1);
    expect((await archiveLocation(house.hub, studio())).archivedAt).toBeNull();
  });

  it('are not archived while an order waits there', async () => {
    await house.addPool(house.studio.location, 2);
    await house.sell({ delivery: { kind: 'pick_up', locationId: house.studio.location } });
    house.hub.clock.set(house.shop.drop.endsAt);
    await expect(archiveLocation(house.hub, studio())).rejects.toMatchObject({
      code: 'location_in_use',
    });
  });

  it('never lose the central reserve', async () => {
    const [central] = await saveCentral(house.hub, { brandId: house.brandId, ...ADDRESS });
    const which = { brandId: house.brandId, locationId: central?.id ?? '' };
    await expect(archiveLocation(house.hub, which)).rejects.toMatchObject({
      code: 'location_in_use',
    });
  });
});
