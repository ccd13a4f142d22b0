import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { DemoMail } from '#config/demo.ts';
import { openMail } from './open-mail.ts';
import type { OpenStore } from './open-store.ts';
import { openPrivacyDesk, type PrivacyDesk } from './privacy-desk.ts';
import type { ReadersDesk } from './readers.ts';
import type { MarketingBook } from './verdict/marketing-book.ts';
import { type FeedingStore, readMarketingBook, type ToolRecords } from './verdict/read-marketing-book.ts';

/** The tool that writes to customers, with the one store that feeds it. */
export interface Mailroom {
  readonly settings: DemoMail;
  readonly faults: FaultBoard;
  readonly desk: ReadersDesk;
  readonly privacy: PrivacyDesk;
  readonly store: FeedingStore;
  /** With everything done that is due. */
  records(): ToolRecords;
  close(): Promise<void>;
}

export async function openMailroom(store: OpenStore, seed: number): Promise<Mailroom> {
  const { shop, state } = store.sandbox;
  const { name } = store.settings;
  const { sandbox, settings, readers } = await openMail(store, seed);
  const privacy = openPrivacyDesk(name, store.sandbox);
  return {
    settings,
    faults: sandbox.faults,
    privacy,
    store: { name, shop: state },
    desk: {
      readers,
      customers: () => shop.customers().map(({ id }) => id),
      sayAtStore: (id, word) => shop.sayConsent(id, 'email', word),
      unsubscribeAtTool: (email) => sandbox.people.unsubscribe({ email }, 'email'),
      askToForget: (reader) => privacy.ask(reader),
      touch: (id) => shop.changeCustomer(id, { firstName: 'Again' }),
    },
    records() {
      // Reading the books does what is due.
      sandbox.books.profiles();
      return sandbox.state;
    },
    async close() {
      privacy.close();
      await sandbox.close();
    },
  };
}

export function readMailroom(mailroom: Mailroom): MarketingBook {
  const { store, privacy } = mailroom;
  return readMarketingBook(mailroom.records(), [store], privacy.erased);
}
