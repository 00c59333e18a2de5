export declare function packPlugin(): Promise<string>;
