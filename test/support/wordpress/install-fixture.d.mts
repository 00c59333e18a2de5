export declare const fixtureFolder: string;
export declare function fixturePath(member: string): string;
export declare function fixtureInstalled(): boolean;
export declare function installFixture(): void;
