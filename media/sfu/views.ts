import type { Camera, Offerable } from '../camera.ts';
import {
  CameraNotLive,
  ViewNotOpen,
  type DtlsParameters,
  type MediaStats,
  type OpenViewer,
  type ViewerEnd,
  type ViewerOffer,
} from '../contract.ts';
import type { BitRates, StreamOffer, SwitchStep } from '../stream-offer.ts';
import { Leases } from '../leases.ts';
import { FastStarts } from './fast-starts.ts';
import { openViewerTransport, type ViewerTransport } from './viewer-transport.ts';

type View = Pick<OpenViewer, 'viewId' | 'cameraId' | 'canCatchUp'> & {
  transport: ViewerTransport | null;
  started: boolean;
};

export type ViewsOptions = {
  findCamera: (cameraId: string) => Camera | undefined;
  announcedAddresses: readonly string[];
  /** The view was ended here, not by `close`. */
  onEnded: (view: { viewId: string; cause: ViewerEnd }) => void;
};

/** The views that are open or opening. Every one has a lease; without one there is no view. */
export class Views {
  readonly #options: ViewsOptions;
  readonly #views = new Map<string, View>();
  readonly #fastStarts = new FastStarts();
  readonly #leases = new Leases({ onExpired: (viewId) => this.#end(viewId, 'lease-expired') });

  constructor(options: ViewsOptions) {
    this.#options = options;
  }

  get stats(): MediaStats {
    return { ...this.#fastStarts.counts, openViews: this.#views.size };
  }

  async open({ viewId, cameraId, stream, canReceive, canCatchUp, leaseMs }: OpenViewer): Promise<ViewerOffer> {
    if (this.#views.has(viewId)) throw new Error(`View ${viewId} is open already.`);
    const view: View = { viewId, cameraId, canCatchUp, transport: null, started: false };
    this.#views.set(viewId, view); // before the first wait, so that a close in between finds it
    this.#leases.grant(viewId, leaseMs);
    try {
      const offerable = this.#offerable(cameraId, stream);
      const { announcedAddresses } = this.#options;
      const onLost = () => this.#end(viewId, 'media-restarted');
      const prepare = () => this.#fastStarts.prepare(offerable, canCatchUp);
      const transport = await openViewerTransport({ ...offerable, canReceive, announcedAddresses, prepare, onLost });
      view.transport = transport;
      if (this.#views.get(viewId) === view) return transport.offer;
      await transport.close();
      throw new ViewNotOpen(`View ${viewId} was closed while it was opening.`);
    } catch (error) {
      if (this.#views.get(viewId) === view) this.#forget(viewId);
      throw error;
    }
  }

  async start(viewId: string, dtls: DtlsParameters): Promise<void> {
    const view = this.#views.get(viewId);
    if (!view?.transport || view.started) throw new ViewNotOpen(`View ${viewId} is gone or was started already.`);
    view.started = true;
    await view.transport.start(dtls);
  }

  /** @throws ViewNotOpen also when the view ends while the stream is being prepared: then nothing of it is left */
  async switch(viewId: string, stream: OpenViewer['stream']): Promise<StreamOffer> {
    const view = this.#started(viewId);
    const offerable = this.#offerable(view.cameraId, stream);
    // Falling lets go of the stream before and cannot wait for a key frame; rising can, and would jump back while it hurries.
    const isHurried = view.canCatchUp && offerable.stream === 'sub';
    const prepare = () => this.#fastStarts.prepareSwitch(offerable, isHurried);
    try {
      const offer = await view.transport.add({ ...offerable, prepare });
      this.#started(viewId);
      return offer;
    } catch (error) {
      if (this.#views.get(viewId) === view) throw error;
      throw new ViewNotOpen(`View ${viewId} ended while its stream was switched.`, { cause: error });
    }
  }

  async stepSwitch(viewId: string, consumerId: string, step: SwitchStep): Promise<void> {
    await this.#started(viewId).transport.stepSwitch(consumerId, step);
  }

  async close(viewId: string): Promise<void> {
    const view = this.#views.get(viewId);
    this.#forget(viewId);
    await view?.transport?.close();
  }

  renew(viewIds: readonly string[], leaseMs: number): string[] {
    return viewIds.filter((viewId) => this.#leases.renew(viewId, leaseMs));
  }

  /** Ends the views of one camera, each told with the cause. */
  endOf(cameraId: string, cause: ViewerEnd): void {
    for (const view of [...this.#views.values()]) if (view.cameraId === cameraId) this.#end(view.viewId, cause);
  }

  /** Ends all views without telling: whoever asked for them is gone. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#views.keys()].map((viewId) => this.close(viewId)));
  }

  async dispose(): Promise<void> {
    await this.closeAll();
    this.#leases.close();
  }

  #started(viewId: string): View & { transport: ViewerTransport } {
    const view = this.#views.get(viewId);
    if (!view?.transport || !view.started) throw new ViewNotOpen(`View ${viewId} is gone or was not started.`);
    return view as View & { transport: ViewerTransport };
  }

  #offerable(cameraId: string, stream: OpenViewer['stream']): Offerable & { bitRates: BitRates } {
    const camera = this.#options.findCamera(cameraId);
    const offerable = camera?.offerable(stream);
    if (!camera || !offerable) throw new CameraNotLive(`Camera ${cameraId} has no picture to offer.`);
    return { ...offerable, bitRates: camera.bitRates };
  }

  #end(viewId: string, cause: ViewerEnd): void {
    const view = this.#views.get(viewId);
    if (!view) return;
    this.#forget(viewId);
    void view.transport?.close();
    this.#options.onEnded({ viewId, cause });
  }

  #forget(viewId: string): void {
    this.#views.delete(viewId);
    this.#leases.drop(viewId);
  }
}
